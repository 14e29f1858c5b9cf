-- Empty the transaction's table for the next part of the book.
truncate scored

-- Empty the transaction's tables for the next part of the book.
truncate judged, walked

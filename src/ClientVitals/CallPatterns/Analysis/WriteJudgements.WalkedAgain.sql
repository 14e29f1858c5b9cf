-- Empty the table of ended episodes; in most parts of the book nobody's ended, so it is done when somebody's did.
truncate walked

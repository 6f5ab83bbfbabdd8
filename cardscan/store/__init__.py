"""What is kept: the database and the pictures beside it; the only room that knows SQL."""

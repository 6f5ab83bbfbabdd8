"""Before one meets people again: who may be there, and what is known of them."""

"""From a query to the people it means, best first."""

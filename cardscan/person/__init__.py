"""From fields to a person: readings and the forms a name is found by."""

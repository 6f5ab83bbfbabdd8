"""Photographs flat cards in software: table, light, pin-hole camera and sensor, with every card's exact corners."""

"""Calendars as files: the appointments in them, one by one."""

"""Measures of what the bot decides; each suite says how it counts, and which data and prompts it counted on."""

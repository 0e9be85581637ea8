"""What the program is shipped with: its parts, their licences, and what is known to be wrong with them."""

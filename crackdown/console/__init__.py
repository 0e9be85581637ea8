"""What a command does and prints: tables on a terminal, standard formats into a pipe."""

"""Networks as pictures and pages: what is drawn, where it is put, and how it looks."""

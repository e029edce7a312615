"""Everything behind the pages: what is taught (ml), how it is trained (training), drawn (charts) and shown (ui)."""

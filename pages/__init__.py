"""What a visitor sees: a script for each page of components/ui/common/site.py, and nothing else."""

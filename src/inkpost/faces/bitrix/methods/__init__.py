"""Wire methods: one file per family; the path is the name of the method."""

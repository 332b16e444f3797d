"""Methods of the scope ``humanresources.hcmlink``: the link to a system of personnel records."""

"""``userfieldconfig.*`` of the scope of the same name."""

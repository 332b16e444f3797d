"""The methods of the scope ``crm``, a module for each entity."""

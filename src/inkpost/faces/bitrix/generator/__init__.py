"""What the two families of document generator methods share: with data of the caller, and with data of the CRM."""

"""The Bitrix24 REST face."""

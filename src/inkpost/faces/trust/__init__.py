"""The public wires of the authority: certificates, lists of the revoked, OCSP (RFC 6960), timestamps (RFC 3161)."""

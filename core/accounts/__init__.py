"""Who works here: identities, memberships, sessions and invitations."""

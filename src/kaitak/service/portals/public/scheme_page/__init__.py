"""What a scheme's page says, drawn from the policy as it stands on a day."""

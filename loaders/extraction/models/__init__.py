"""The models: weighted features, calibrated confidence, and the reasons that can be told."""

"""The public front: home, guide, and what a load balancer asks."""

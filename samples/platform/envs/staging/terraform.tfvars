cluster_name = "goldenpath-staging-eks"
node_count   = 3

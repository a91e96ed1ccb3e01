// Hosts, git and scripts by the dozen at once already.
[assembly: CollectionBehavior(MaxParallelThreads = 2)]

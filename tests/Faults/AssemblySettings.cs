// Hosts, git and scripts by the dozen at once already: one test at a time.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

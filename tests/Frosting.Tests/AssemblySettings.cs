// Cake's working directory is that of the process: two hosts at a time would move each other's.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

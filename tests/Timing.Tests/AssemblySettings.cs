// Most of the time these tests wait: for git, for processes that stop, for the end of a patience.
[assembly: CollectionBehavior(MaxParallelThreads = 4)]

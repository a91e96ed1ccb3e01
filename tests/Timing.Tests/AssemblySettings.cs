// Most of a test's time it waits for git: two at a time would leave processors idle.
[assembly: CollectionBehavior(MaxParallelThreads = 4)]

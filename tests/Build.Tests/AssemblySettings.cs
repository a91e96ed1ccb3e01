// Most of a test's time it waits for the host that it has started: two at a time would leave processors idle.
[assembly: CollectionBehavior(MaxParallelThreads = 3)]

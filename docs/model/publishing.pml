/*
 * How rows get to the registry branch when many writers publish at once, and some of them are killed.
 * Each step has the name that docs/decisions/0008-losers-combine.md gives it; the tests check every interleaving with Spin.
 *
 * Bounds: up to three writers with a row each, on a machine each; one merging job; FAULTS faults in all, spent in every possible way. A
 * fault is the kill of a process, or a push whose answer is lost, or both at once. A killed writer is followed by another run on its
 * machine. The last writer goes on to combine, the others end once they have handed off: so two merge at the same time at most.
 * THROWN_AWAY: one machine may be gone after a kill. PROTECTED: the branch may begin to refuse the first writer for good, at any time.
 * RULED: the remote may begin to refuse handoffs, as where rules say how branches are named, at any time. ATOMIC=false: the remote does
 * not know --atomic. History is never rewritten.
 *
 * A push whose answer is lost, and one whose process was killed, goes to `late`: it arrives at any time (at once, too), or never.
 * A push that is answered is one step: its process waits, so what happens before its arrival happens before the step.
 * A kill between two steps that only read is the same as one before the first.
 *
 * Each of these, given with -D, breaks one rule: NO_CHECK_AFTER_LOST_ANSWER, HANDOFF_WHILE_UNKNOWN, DIRECT_AFTER_HANDOFF,
 * NOTE_AFTER_PUSH, FORGET_UNANSWERED, NO_TRAILER_CHECK, DELETE_FIRST (with ATOMIC=false PROTECTED=true), DIRECT_AFTER_ANY_REFUSAL (with
 * RULED=true).
 * NO_LEASES breaks nothing here. RUN_CHECK is another protocol, which the note weighs.
 */
#define N 3
#ifndef WRITERS
#define WRITERS 3
#endif
#ifndef FAULTS
#define FAULTS 2
#endif

/* An entry of the journal. `running` is left out: like `finished` it is an entry, from which recovery makes a row. */
#ifndef ATOMIC
#define ATOMIC true
#endif
#ifndef PROTECTED
#define PROTECTED false
#endif
#ifndef RULED
#define RULED false
#endif
#ifndef THROWN_AWAY
#define THROWN_AWAY false
#endif

#define GONE 0
#define FINISHED 1
#define AT_BRANCH 2   /* attempted: pushed, or about to be, to the branch */
#define AT_HANDOFF 3  /* attempted: pushed, or about to be, to its handoff */

#define NOBODY N
#define BIT(i) (1 << (i))
#define HAS(mask, i) (((mask) >> (i)) & 1)

/* The remote. A commit is known by its number on the branch, for the branch only grows. */
byte tip;             /* how many commits the branch has */
byte count[N];        /* how often the row stands on the branch */
bit direct[N];        /* a commit of the row's own writer is in the branch's history */
bit merged[N];        /* the trailer "Handoff:" of the row's handoff is in the branch's history */
byte handoff[N];      /* the handoff's commit; 0: there is no such ref */
bit denied;           /* the branch refuses what writer 0 pushes from now on */
bit ruled;            /* handoffs are refused from now on */

/* The machines. */
byte journal[N];
byte base[N];         /* the branch's tip that the attempted commit is built on */
bit unsure[N];        /* there are attempts before the latest, of unknown outcome, on the same tip */
byte tries[N];        /* commits that were made for the handoff */
bit lost[N];          /* the machine was thrown away while it alone had the row: what REGISTRY.md says can be lost */
bit tossed;

byte faults = FAULTS;

/* A push: of a commit on `base` (own row, rows of handoffs), of deletions under lease, or of a handoff. All of it happens, or nothing. */
typedef Push { byte base; byte own; byte rows; byte deletes; byte lease[N]; byte handoff; byte made; bit waits }
Push late[FAULTS];

#define KEPT(i) (count[i] > 0 || handoff[i] != 0 || journal[i] != GONE || lost[i])
#ifdef NO_LEASES
#define LEASES(p) true
#else
#define LEASE(p, i) (!HAS(p.deletes, i) || handoff[i] == p.lease[i])
#define LEASES(p) (LEASE(p, 0) && LEASE(p, 1) && LEASE(p, 2))
#endif
#define COMMITS(p) (p.own != NOBODY || p.rows != 0)
#define WAITING (handoff[0] || handoff[1] || handoff[2])

inline clear(p) {
    p.base = 0; p.own = NOBODY; p.rows = 0; p.deletes = 0; p.handoff = NOBODY; p.made = 0;
    p.lease[0] = 0; p.lease[1] = 0; p.lease[2] = 0
}

/* A push arrives. */
inline arrive(p, done) {
    done = false;
    if
    :: p.handoff != NOBODY ->
        if
        :: handoff[p.handoff] == 0 && !ruled -> handoff[p.handoff] = p.made; done = true
        :: else
        fi
    :: p.handoff == NOBODY && (!COMMITS(p) || p.base == tip) && LEASES(p) ->
        done = true;
        if :: COMMITS(p) -> tip++ :: else fi;
        if :: p.own != NOBODY -> count[p.own]++; direct[p.own] = true; assert(count[p.own] == 1) :: else fi;
        r = 0;
        do
        :: r < N ->
            if :: HAS(p.rows, r) -> count[r]++; merged[r] = true; assert(count[r] == 1) :: else fi;
            if :: HAS(p.deletes, r) -> handoff[r] = 0; assert(KEPT(r)) :: else fi;
            r++
        :: else -> break
        od;
        r = 0
    :: else
    fi
}

/* A push is begun, and its process does not get to know what becomes of it. */
inline loseSight(p) {
    faults--;
    do
    :: late[r].waits -> r++
    :: else -> break
    od;
    late[r].base = p.base; late[r].own = p.own; late[r].rows = p.rows; late[r].deletes = p.deletes;
    late[r].handoff = p.handoff; late[r].made = p.made; late[r].waits = true;
    late[r].lease[0] = p.lease[0]; late[r].lease[1] = p.lease[1]; late[r].lease[2] = p.lease[2];
    r = 0
}

/* The handoffs that wait, with the commits that they are. */
inline listHandoffs(p) {
    do
    :: r < N ->
        if :: handoff[r] -> p.deletes = p.deletes | BIT(r); p.lease[r] = handoff[r] :: else fi;
        r++
    :: else -> break
    od;
    r = 0
}

/* Whose rows go into the commit: a handoff that came late, after it had been merged, is only removed. */
inline readHandoffs(p) {
    do
    :: r < N ->
        if
#ifdef NO_TRAILER_CHECK
        :: HAS(p.deletes, r)
#elif defined(RUN_CHECK)
        :: HAS(p.deletes, r) && !merged[r] && !direct[r]
#else
        :: HAS(p.deletes, r) && !merged[r]
#endif
            -> p.rows = p.rows | BIT(r)
        :: else
        fi;
        r++
    :: else -> break
    od;
    r = 0
}

#define KILL faults > 0 -> d_step { faults--; clear(p) }; goto begin
#define REFUSED (denied && i == 0)
#ifdef RUN_CHECK
#define RUNS true
#else
#define RUNS false
#endif
#define IS_MERGED (merged[i] || (RUNS && direct[i]))
#define CAN_STILL_ARRIVE(i) (base[i] == tip)

proctype Writer(byte i) {
    Push p;
    bit done;
    bit first;           /* no handoff of the row has been pushed before */
    bit queues;          /* this run has seen its handoff refused: it hands off no more */
    byte r;

begin: /* a run of the machine, with what its journal holds; after a kill, there may be no machine any more */
    atomic {
        d_step { clear(p); queues = false };
        if
        :: journal[i] == GONE -> goto ended
#ifdef DIRECT_AFTER_HANDOFF
        :: journal[i] == AT_HANDOFF -> journal[i] = FINISHED
#else
        :: journal[i] == AT_HANDOFF -> goto settleHandoff
#endif
        :: journal[i] == FINISHED || journal[i] == AT_BRANCH
        :: journal[i] != GONE && faults < FAULTS && THROWN_AWAY && !tossed ->
            tossed = true; journal[i] = GONE; lost[i] = !(count[i] > 0 || handoff[i] != 0); goto ended
        fi
    };

list: /* possibly long ago, in the background; or not at all, as on a person's machine */
    atomic {
        d_step { clear(p) };
        if
        :: ATOMIC -> d_step { listHandoffs(p) }
        :: true
        :: KILL
        fi
    };

fetch: /* what became of earlier attempts is read off the very tip that the next one is built on, which is then noted */
    atomic {
        unsure[i] = false;
        if
        :: KILL
#ifdef NO_CHECK_AFTER_LOST_ANSWER
        :: true
#else
        :: journal[i] != AT_BRANCH
        :: journal[i] == AT_BRANCH && direct[i] -> d_step { clear(p) }; goto forget
        :: journal[i] == AT_BRANCH && !direct[i] && CAN_STILL_ARRIVE(i) -> unsure[i] = true
        :: journal[i] == AT_BRANCH && !direct[i] && !CAN_STILL_ARRIVE(i)
#ifdef HANDOFF_WHILE_UNKNOWN
        :: journal[i] == AT_BRANCH && !direct[i] && ATOMIC -> d_step { clear(p) }; goto noteHandoff
#else
        :: journal[i] == AT_BRANCH && !direct[i] && !CAN_STILL_ARRIVE(i) && ATOMIC && !queues -> d_step { clear(p) }; goto noteHandoff
#endif
#endif
        fi;
        d_step {
            readHandoffs(p); p.deletes = p.rows; p.own = i; p.base = tip; base[i] = tip;
#ifndef NOTE_AFTER_PUSH
            journal[i] = AT_BRANCH
#endif
        }
    };

push: /* with the deletion of the handoffs that the commit takes along */
    atomic {
        if
        :: !REFUSED -> d_step { arrive(p, done); clear(p) }
        :: REFUSED -> d_step { done = false; clear(p) }
        :: faults > 0 -> d_step { loseSight(p); clear(p) };
            if
#ifdef FORGET_UNANSWERED
            :: goto forget
#else
            :: journal[i] = AT_BRANCH; goto list
#endif
            :: goto begin
            fi
        :: KILL
        fi;
        /* A rejection speaks for this push, and not for those before it. */
        if
        :: done -> done = false; goto forget
        :: !done && !REFUSED && (unsure[i] || !ATOMIC || queues) -> goto list
#ifdef RUN_CHECK
        :: !done && REFUSED
#else
        :: !done && REFUSED && unsure[i] -> goto waiting
        :: !done && REFUSED && !unsure[i]
#endif
        :: !done && !REFUSED && !unsure[i] && ATOMIC && !queues
        fi
    };

noteHandoff:
    atomic {
        if
        :: true
        :: KILL
        fi;
        d_step { clear(p); first = (journal[i] != AT_HANDOFF); journal[i] = AT_HANDOFF; base[i] = 0; unsure[i] = false; tries[i]++; p.handoff = i; p.made = tries[i] }
    };

pushHandoff: /* where the name is taken, an earlier push of the same rows has arrived; a first one that is refused leaves the row nowhere */
    atomic {
        if
#ifdef DIRECT_AFTER_ANY_REFUSAL
        :: ruled -> d_step { clear(p); queues = true }; goto list
#else
        :: ruled && first -> d_step { clear(p); queues = true }; goto list
        :: ruled && !first -> d_step { clear(p) }; goto ended
#endif
        :: !ruled -> d_step { arrive(p, done); done = false; clear(p) }; goto forgetHandedOff
        :: faults > 0 -> d_step { loseSight(p); clear(p) };
            if
            :: goto settleHandoff
            :: goto begin
            fi
        :: KILL
        fi
    };

settleHandoff: /* is it there? */
    atomic {
        if
        :: handoff[i] != 0 -> goto forgetHandedOff
        :: handoff[i] == 0
        :: KILL
        fi
    };

settleMerged: /* or has it been there? */
    atomic {
        if
        :: IS_MERGED -> goto forgetHandedOff
        :: !IS_MERGED -> goto noteHandoff
        :: KILL
        fi
    };

forget: /* landed on the branch */
    atomic {
        if
        :: true -> journal[i] = GONE; base[i] = 0; unsure[i] = false; assert(KEPT(i)); goto ended
        :: KILL
        fi
    };

forgetHandedOff:
    atomic {
        if
        :: true -> journal[i] = GONE; assert(KEPT(i))
        :: KILL
        fi
    };

combine: /* the own handoff has been merged, or merge all that wait; the budget may end at each step, and a kill is the same */
    atomic {
        d_step { clear(p) };
        if
        :: goto ended
        :: ATOMIC && i == WRITERS - 1 && handoff[i] != 0 -> d_step { listHandoffs(p) }
        fi
    };

combineFetch:
    atomic {
        if
        :: d_step { clear(p) }; goto ended
        :: d_step { p.base = tip; readHandoffs(p) }
        fi
    };

combinePush: /* what became of it is seen by whether the handoffs are gone: there is nothing to note */
    atomic {
        if
        :: d_step { clear(p) }; goto ended
        :: d_step { arrive(p, done); done = false; clear(p) }; goto combine
        :: faults > 0 -> d_step { loseSight(p); clear(p) }; goto combine
        fi
    };

waiting: /* refused for good while an earlier push may still arrive: the row stays in the journal until the branch has moved */
end_waiting:
    if
    :: !CAN_STILL_ARRIVE(i) -> goto list
    fi;

ended:
    skip
}

/* MergeHandoffs: started again and again while handoffs wait. */
proctype Merger() {
    Push p;
    bit done;
    byte r;
    byte rows;
    byte deletes;

begin:
end_begin:
    atomic {
        WAITING -> d_step { clear(p); listHandoffs(p) }
    };

fetch: /* a remote without --atomic gets two pushes, the rows first */
    atomic {
        if
        :: d_step { p.base = tip; readHandoffs(p) }
        :: faults > 0 -> faults--; goto over
        fi;
        if
        :: ATOMIC
        :: !ATOMIC -> d_step {
            rows = p.rows; deletes = p.deletes;
#ifdef DELETE_FIRST
            p.rows = 0
#else
            p.deletes = 0
#endif
            }
        fi
    };

push:
    atomic {
        if
        :: d_step { arrive(p, done) }
        :: faults > 0 -> d_step { loseSight(p) }; goto over
        fi;
        if
        :: done && !ATOMIC
        :: else -> goto over
        fi
    };

delete: /* a run that ends before this leaves handoffs whose trailers are in the history */
    atomic {
        d_step {
#ifdef DELETE_FIRST
            p.rows = rows; p.deletes = 0
#else
            p.rows = 0; p.deletes = deletes
#endif
        };
        if
        :: d_step { arrive(p, done) }
        :: faults > 0 -> d_step { loseSight(p) }
        fi
    };

over:
    atomic { clear(p); done = false; rows = 0; deletes = 0 };
    goto begin
}

/* What is on its way, whoever sent it, arrives or does not; and somebody protects the branch, or makes rules for names. */
proctype Network() {
    bit done;
    byte r;

#define DELIVER(slot) late[slot].waits -> \
        if \
        :: d_step { arrive(late[slot], done); done = false } \
        :: true \
        fi; \
        d_step { clear(late[slot]); late[slot].waits = false }

end_network:
    do
    :: atomic { DELIVER(0) }
#if FAULTS > 1
    :: atomic { DELIVER(1) }
#endif
#if FAULTS > 2
    :: atomic { DELIVER(2) }
#endif
    :: PROTECTED && !denied -> denied = true
    :: RULED && !ruled -> ruled = true
    od
}

/*
 * Where a row may end: on the branch, once; or in the journal, where an earlier push may still arrive and the remote refuses another.
 */
#define KEEPS(i) (ruled && journal[i] == AT_HANDOFF)
#define SETTLED(i) (count[i] == 1 || lost[i] || KEEPS(i) || (i == 0 && journal[i] == AT_BRANCH && CAN_STILL_ARRIVE(i) && denied))

init {
    atomic {
        journal[0] = FINISHED; journal[1] = FINISHED;
#if WRITERS > 2
        journal[2] = FINISHED; run Writer(2);
#else
        lost[2] = true;
#endif
        clear(late[0]);
#if FAULTS > 1
        clear(late[1]);
#endif
#if FAULTS > 2
        clear(late[2]);
#endif
        run Writer(0); run Writer(1); run Merger(); run Network()
    };
    timeout ->
    assert(SETTLED(0) && SETTLED(1) && SETTLED(2));
    assert(!WAITING && (journal[1] == GONE || KEEPS(1)) && (journal[2] == GONE || KEEPS(2)))
}

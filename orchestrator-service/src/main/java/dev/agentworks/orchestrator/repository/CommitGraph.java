package dev.agentworks.orchestrator.repository;

import java.io.IOException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.revwalk.RevWalk;

/** Reads commits, also those that an inserter has not flushed yet. */
public final class CommitGraph {

    private CommitGraph() {}

    /** Whether the commit has the other one in its history, or is that one. */
    public static boolean isAncestor(ObjectInserter inserter, ObjectId ancestor, ObjectId commit)
            throws IOException {
        try (var reader = inserter.newReader();
                var revisions = new RevWalk(reader)) {
            return revisions.isMergedInto(
                    revisions.parseCommit(ancestor), revisions.parseCommit(commit));
        }
    }

    /** The first line of the commit's message. */
    static String subject(ObjectInserter inserter, ObjectId commit) throws IOException {
        try (var reader = inserter.newReader();
                var revisions = new RevWalk(reader)) {
            return revisions.parseCommit(commit).getShortMessage();
        }
    }
}

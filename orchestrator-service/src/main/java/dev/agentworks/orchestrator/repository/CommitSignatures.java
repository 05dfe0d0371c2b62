package dev.agentworks.orchestrator.repository;

import dev.agentworks.starter.text.EscapedText;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import org.eclipse.jgit.lib.PersonIdent;

/** The authors and committers of commits. */
public final class CommitSignatures {

    private static final String DOMAIN = "@agents.agentworks.dev";

    private CommitSignatures() {}

    /** The platform itself, which commits what agents wrote. */
    public static PersonIdent platform(Instant at) {
        return new PersonIdent("AgentWorks", "agentworks" + DOMAIN, at, ZoneOffset.UTC);
    }

    /** An agent, as author of its work. */
    public static PersonIdent agent(String id, String name, Instant at) {
        var address = id.toLowerCase(Locale.ROOT).replace('_', '-') + DOMAIN;
        return new PersonIdent(EscapedText.ofLine(name), address, at, ZoneOffset.UTC);
    }
}

package dev.agentworks.orchestrator.remote;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import java.io.IOException;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The remotes that projects' branches are pushed to. A token is stored and never shown. */
@Component
public class Remotes {

    private final RemoteRows rows;
    private final TokenCipher cipher;
    private final PublicAddresses addresses;
    private final RemoteSettings settings;

    Remotes(
            RemoteRows rows,
            TokenCipher cipher,
            PublicAddresses addresses,
            RemoteSettings settings) {
        this.rows = rows;
        this.cipher = cipher;
        this.addresses = addresses;
        this.settings = settings;
    }

    public RepositoryView view(UUID project) {
        return rows.find(project).map(RepositoryView::of).orElse(RepositoryView.NONE);
    }

    /**
     * Sets or removes the remote. A token that is not given is kept, unless the remote changes: it
     * was given for the old one.
     *
     * @param expected the version that was read, if the caller knows it
     */
    public RepositoryView change(
            UUID project, UUID workspace, RemoteChange change, @Nullable Long expected, String by) {
        var before = rows.find(project).orElse(null);
        long version = before == null ? 0 : before.version();
        if (expected != null && expected != version) {
            throw stale(version);
        }
        var url = change.remote() == null ? null : checked(change.remote());
        byte[] token = null;
        if (url != null && change.token() != null) {
            token = cipher.encrypt(project, change.token());
        } else if (url != null && before != null && Objects.equals(url, before.url())) {
            token = before.token();
        }
        boolean pulls = change.openPullRequests() == null || change.openPullRequests();
        if (!rows.save(project, workspace, url, token, pulls, by, version)) {
            throw stale(version + 1);
        }
        return view(project);
    }

    private String checked(String text) {
        var address = RemoteAddress.of(text.strip(), settings);
        try {
            addresses.require(address.url().getHost());
        } catch (UnknownHostException unknown) {
            throw RemoteAddress.refused("its host is not known");
        } catch (IOException notPublic) {
            throw RemoteAddress.refused("its host is not a public address");
        }
        return address.url().toString();
    }

    private static ProblemException stale(long version) {
        return new ProblemException(
                        CommonError.VERSION_CONFLICT,
                        "Somebody has changed the repository meanwhile.")
                .with("version", version);
    }

    /** The settings to store; without a remote nothing is pushed. */
    public record RemoteChange(
            @Nullable String remote, @Nullable String token, @Nullable Boolean openPullRequests) {

        @Override
        public String toString() {
            return "RemoteChange[remote=%s]".formatted(remote);
        }
    }

    /** The settings as people see them. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record RepositoryView(
            String defaultBranch,
            @Nullable String remote,
            boolean remoteTokenSet,
            boolean openPullRequests,
            @Nullable LastPush lastPush,
            @JsonIgnore long version) {

        static final RepositoryView NONE = new RepositoryView("main", null, false, true, null, 0);

        static RepositoryView of(Remote remote) {
            return new RepositoryView(
                    "main",
                    remote.url(),
                    remote.token() != null,
                    remote.openPullRequests(),
                    remote.lastPushAt() == null
                            ? null
                            : new LastPush(
                                    remote.lastPushAt(),
                                    String.valueOf(remote.lastPushOutcome()),
                                    String.valueOf(remote.lastPushDetail())),
                    remote.version());
        }
    }

    /** The outcome of the last push: PUSHED, FAILED (to be retried) or REFUSED. */
    public record LastPush(Instant at, String outcome, String detail) {}
}

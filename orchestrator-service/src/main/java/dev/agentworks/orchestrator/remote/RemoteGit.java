package dev.agentworks.orchestrator.remote;

import dev.agentworks.orchestrator.remote.PushOutcome.Failed;
import dev.agentworks.orchestrator.remote.PushOutcome.Pushed;
import dev.agentworks.orchestrator.remote.PushOutcome.Refused;
import dev.agentworks.orchestrator.repository.ProjectRepositories;
import dev.agentworks.starter.resilience.OutgoingCall;
import dev.agentworks.starter.resilience.TargetUnavailableException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.jgit.errors.NotSupportedException;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.PushResult;
import org.eclipse.jgit.transport.RemoteRefUpdate;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.UsernamePasswordCredentialsProvider;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Pushes branches over Git's smart HTTP; a push never overwrites what others have pushed. */
@Component
class RemoteGit {

    private static final int TIMEOUT_SECONDS = 30;

    private final ProjectRepositories repositories;
    private final PublicAddresses addresses;
    private final RemoteHosts hosts;

    RemoteGit(ProjectRepositories repositories, PublicAddresses addresses, RemoteHosts hosts) {
        this.repositories = repositories;
        this.addresses = addresses;
        this.hosts = hosts;
    }

    /** Pushes the branch, and before it the default branch when the remote is empty. */
    PushOutcome push(UUID project, String branch, RemoteAddress address, @Nullable String token) {
        try {
            return push(
                    hosts.target(address.url().getHost()).begin(), project, branch, address, token);
        } catch (TargetUnavailableException e) {
            return new Failed(e.detail());
        }
    }

    private PushOutcome push(
            OutgoingCall call,
            UUID project,
            String branch,
            RemoteAddress address,
            @Nullable String token) {
        try {
            var outcome = tryToPush(project, branch, address, token);
            if (outcome instanceof Failed(var reason)) {
                call.failed(new IOException(reason));
            } else {
                call.succeeded();
            }
            return outcome;
        } finally {
            call.abandoned();
        }
    }

    private PushOutcome tryToPush(
            UUID project, String branch, RemoteAddress address, @Nullable String token) {
        try (var repository = repositories.open(project)) {
            // a redirect could lead where no push may go
            repository.getConfig().setString("http", null, "followRedirects", "false");
            return push(repository, branch, address, token);
        } catch (NotSupportedException e) {
            return new Refused("The remote is no Git server over HTTP.");
        } catch (TransportException e) {
            return explained(e);
        } catch (IOException e) {
            return new Failed("The remote cannot be reached: " + e.getMessage());
        }
    }

    private PushOutcome push(
            Repository repository, String branch, RemoteAddress address, @Nullable String token)
            throws IOException {
        var updates = new ArrayList<RemoteRefUpdate>();
        if (isEmpty(repository, address, token)) {
            updates.add(update(repository, ProjectRepositories.DEFAULT_BRANCH));
        }
        updates.add(update(repository, branch));
        try (var transport = transport(repository, address, token)) {
            var result = transport.push(NullProgressMonitor.INSTANCE, updates);
            return outcome(result, branch);
        }
    }

    private boolean isEmpty(Repository repository, RemoteAddress address, @Nullable String token)
            throws IOException {
        try (var transport = transport(repository, address, token);
                var connection = transport.openPush()) {
            return connection.getRefs().isEmpty();
        }
    }

    private Transport transport(
            Repository repository, RemoteAddress address, @Nullable String token)
            throws IOException {
        addresses.require(address.url().getHost());
        var transport =
                (TransportHttp) Transport.open(repository, new URIish(address.url().toURL()));
        transport.setTimeout(TIMEOUT_SECONDS);
        if (token != null) {
            transport.setCredentialsProvider(
                    new UsernamePasswordCredentialsProvider("x-access-token", token));
        }
        return transport;
    }

    private static RemoteRefUpdate update(Repository repository, String branch) throws IOException {
        return new RemoteRefUpdate(repository, branch, branch, false, null, null);
    }

    private static PushOutcome outcome(PushResult result, String branch) {
        var refused = new ArrayList<String>();
        for (var update : result.getRemoteUpdates()) {
            switch (update.getStatus()) {
                case OK, UP_TO_DATE -> {}
                case REJECTED_NONFASTFORWARD ->
                        refused.add("others have pushed to " + name(update.getRemoteName()));
                case REJECTED_NODELETE,
                        REJECTED_REMOTE_CHANGED,
                        REJECTED_OTHER_REASON,
                        NON_EXISTING,
                        AWAITING_REPORT,
                        NOT_ATTEMPTED ->
                        refused.add(
                                "%s was not taken: %s"
                                        .formatted(
                                                name(update.getRemoteName()),
                                                update.getMessage() == null
                                                        ? update.getStatus()
                                                                .name()
                                                                .toLowerCase(Locale.ROOT)
                                                        : update.getMessage()));
            }
        }
        return refused.isEmpty()
                ? new Pushed(name(branch) + " is pushed")
                : new Refused("The remote refused: " + String.join("; ", refused));
    }

    private static PushOutcome explained(TransportException problem) {
        var message = String.valueOf(problem.getMessage());
        for (var phrase :
                List.of("not authorized", "authentication", "not permitted", "not found")) {
            if (message.toLowerCase(Locale.ROOT).contains(phrase)) {
                return new Refused("The remote does not let the token in: " + message);
            }
        }
        return new Failed("The push failed: " + message);
    }

    private static String name(String branch) {
        return Repository.shortenRefName(branch);
    }
}

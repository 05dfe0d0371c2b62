package dev.agentworks.orchestrator.remote;

import dev.agentworks.orchestrator.remote.PushQueue.Push;
import dev.agentworks.starter.compute.ComputePool;
import dev.agentworks.starter.compute.ComputePools;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Pushes what is due. A push may be repeated, so the next worker takes over from a lost one. */
@Component
class PushWorker {

    private static final Logger LOG = LoggerFactory.getLogger(PushWorker.class);
    private static final int MOST_ATTEMPTS = 12;
    private static final int MOST_AT_ONCE = 20;
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    private final PushQueue pushes;
    private final RemoteRows remotes;
    private final RemoteGit git;
    private final GitHub github;
    private final TokenCipher cipher;
    private final RemoteSettings settings;
    private final ComputePool pushing;

    PushWorker(
            PushQueue pushes,
            RemoteRows remotes,
            RemoteGit git,
            GitHub github,
            TokenCipher cipher,
            RemoteSettings settings,
            ComputePools pools) {
        this.pushes = pushes;
        this.remotes = remotes;
        this.git = git;
        this.github = github;
        this.cipher = cipher;
        this.settings = settings;
        this.pushing = pools.pool("pushes");
    }

    @Scheduled(fixedDelayString = "${agentworks.remotes.sweep:5s}")
    void sweep() {
        for (int pushed = 0; pushed < MOST_AT_ONCE; pushed++) {
            var due = pushes.claim();
            if (due.isEmpty()) {
                return;
            }
            push(due.get());
        }
    }

    private void push(Push push) {
        var remote = remotes.find(push.project()).orElse(null);
        if (remote == null || remote.url() == null) {
            pushes.remove(push);
            return;
        }
        switch (attempt(push, remote)) {
            case PushOutcome.Pushed(var detail) -> {
                remotes.pushed(push.project(), "PUSHED", detail);
                pushes.remove(push);
            }
            case PushOutcome.Refused(var detail) -> refused(push, detail);
            case PushOutcome.Failed(var detail) -> {
                if (push.attempts() >= MOST_ATTEMPTS) {
                    refused(push, detail + " (given up)");
                } else {
                    remotes.pushed(push.project(), "FAILED", detail);
                    pushes.retryAfter(push, pause(push.attempts()));
                }
            }
        }
    }

    private PushOutcome attempt(Push push, Remote remote) {
        try {
            var address = RemoteAddress.of(String.valueOf(remote.url()), settings);
            var token =
                    remote.token() == null ? null : cipher.decrypt(push.project(), remote.token());
            // what is pushed is packed first, which may take a processor for seconds
            var outcome =
                    pushing.computeInTurn(
                            () -> git.push(push.project(), push.branch(), address, token));
            return switch (outcome) {
                case PushOutcome.Pushed pushed when remote.openPullRequests() && token != null ->
                        github.pullRequest(address, token, push, pushed.detail());
                case PushOutcome.Pushed pushed -> pushed;
                case PushOutcome.Refused refused -> refused;
                case PushOutcome.Failed failed -> failed;
            };
        } catch (RuntimeException e) {
            LOG.warn("branch {} of project {} was not pushed", push.branch(), push.project(), e);
            return new PushOutcome.Failed("The push failed inside AgentWorks.");
        }
    }

    private void refused(Push push, String detail) {
        remotes.pushed(push.project(), "REFUSED", detail);
        pushes.park(push);
    }

    private Duration pause(int attempts) {
        var pause = settings.backoff().multipliedBy(1L << Math.min(attempts - 1, 12));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }
}

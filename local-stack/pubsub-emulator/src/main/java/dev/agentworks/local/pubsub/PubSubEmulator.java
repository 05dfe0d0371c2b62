package dev.agentworks.local.pubsub;

import dev.agentworks.local.pubsub.broker.Broker;
import dev.agentworks.local.pubsub.grpc.PublisherService;
import dev.agentworks.local.pubsub.grpc.SubscriberService;
import dev.agentworks.local.pubsub.journal.FileJournal;
import dev.agentworks.local.pubsub.journal.Journal;
import dev.agentworks.local.pubsub.push.CertificateServer;
import dev.agentworks.local.pubsub.push.HttpPush;
import dev.agentworks.local.pubsub.push.PushTokens;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A Pub/Sub service on the loopback address, for tests and for the local stack. Clients reach it as
 * they reach Google's emulator: {@code PUBSUB_EMULATOR_HOST=127.0.0.1:<port>}, plaintext, no
 * credentials.
 */
public final class PubSubEmulator implements AutoCloseable {

    private static final int LARGEST_REQUEST = 20 << 20;

    private final Server server;
    private final Journal journal;
    private final HttpPush push;
    private final CertificateServer certificates;
    private final ScheduledExecutorService timer;

    private PubSubEmulator(
            Server server,
            Journal journal,
            HttpPush push,
            CertificateServer certificates,
            ScheduledExecutorService timer) {
        this.server = server;
        this.journal = journal;
        this.push = push;
        this.certificates = certificates;
        this.timer = timer;
    }

    /** Returns when calls are answered. */
    public static PubSubEmulator start(PubSubEmulatorSettings settings) {
        try {
            return open(settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The gRPC port. */
    public int port() {
        return server.getPort();
    }

    /** Where the public keys of push tokens are served, as a JSON Web Key Set. */
    public URI pushKeySet() {
        return certificates.keySet();
    }

    @Override
    public void close() {
        server.shutdownNow();
        push.close();
        certificates.close();
        timer.shutdownNow();
        journal.close();
        try {
            server.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void awaitEnd() throws InterruptedException {
        server.awaitTermination();
    }

    private static PubSubEmulator open(PubSubEmulatorSettings settings) throws IOException {
        var clock = Clock.systemUTC();
        var timer = timer();
        var tokens = PushTokens.open(settings.data(), clock);
        var push = new HttpPush(tokens, timer);
        var broker = new Broker(clock, settings.faults(), push, timer);
        var journal = journal(settings, broker);
        broker.open(journal);
        var server =
                NettyServerBuilder.forAddress(
                                new InetSocketAddress(
                                        InetAddress.getLoopbackAddress(), settings.port()))
                        // No handler ever waits, so each call runs where it arrives.
                        .directExecutor()
                        .maxInboundMessageSize(LARGEST_REQUEST)
                        .permitKeepAliveTime(5, TimeUnit.SECONDS)
                        .permitKeepAliveWithoutCalls(true)
                        .addService(new PublisherService(broker))
                        .addService(new SubscriberService(broker, timer))
                        .build()
                        .start();
        var certificates = CertificateServer.start(settings.certificatesPort(), tokens);
        return new PubSubEmulator(server, journal, push, certificates, timer);
    }

    private static Journal journal(PubSubEmulatorSettings settings, Broker broker)
            throws IOException {
        if (settings.data().isEmpty()) {
            return Journal.none();
        }
        var journal = FileJournal.open(settings.data().get(), broker::replay);
        journal.start(broker::snapshot);
        return journal;
    }

    private static ScheduledExecutorService timer() {
        var timer =
                new ScheduledThreadPoolExecutor(
                        1, Thread.ofPlatform().name("pubsub-timer").daemon().factory());
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }
}

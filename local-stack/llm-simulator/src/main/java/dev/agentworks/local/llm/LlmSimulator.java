package dev.agentworks.local.llm;

import com.sun.net.httpserver.HttpServer;
import dev.agentworks.local.llm.agent.SimulatedAgents;
import dev.agentworks.local.llm.fault.Faults;
import dev.agentworks.local.llm.wire.AnthropicWire;
import dev.agentworks.local.llm.wire.GeminiWire;
import dev.agentworks.local.llm.wire.OpenAiWire;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A process that answers as OpenAI, Anthropic and Google do, so that a whole project can be run
 * without a network and without cost. Everything it answers is marked as simulated.
 *
 * <p>Beside the vendors' paths: {@code GET /health}, {@code GET /simulator/calls} (how often it was
 * called, by the header {@code x-request-key}), {@code POST /simulator/faults} and {@code POST
 * /simulator/speed}.
 */
public final class LlmSimulator implements AutoCloseable {

    static {
        // small writes are sent at once, because streams are measured by when chunks arrive; the
        // JDK's server reads this when it is first used
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService threads;

    private LlmSimulator(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    public static LlmSimulator start(LlmSimulatorSettings settings) throws IOException {
        var server =
                HttpServer.create(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), settings.port()),
                        256);
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        server.setExecutor(threads);
        var faults = new Faults();
        var calls = new CallCounter();
        var speed = new AtomicInteger(settings.tokensPerSecond());
        var chat = new ChatEndpoint(new SimulatedAgents(settings.seed()), faults, calls, speed);
        server.createContext(
                "/v1/chat/completions", chat.of(new OpenAiWire(), VendorRequest::openAi));
        server.createContext(
                "/v1/messages", chat.of(new AnthropicWire(), VendorRequest::anthropic));
        server.createContext("/v1beta/models/", chat.of(new GeminiWire(), VendorRequest::gemini));
        server.createContext("/v1/embeddings", new EmbeddingsEndpoint());
        server.createContext("/v1/models", new ModelsEndpoint());
        server.createContext("/simulator/", new ControlEndpoint(faults, calls, speed));
        server.createContext(
                "/health", exchange -> HttpAnswers.json(exchange, 200, "{\"status\":\"healthy\"}"));
        server.createContext(
                "/",
                exchange ->
                        HttpAnswers.json(
                                exchange, 404, "{\"error\":{\"message\":\"unknown path\"}}"));
        server.start();
        return new LlmSimulator(server, threads);
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** The address without a path, as in {@code http://127.0.0.1:8089}. */
    public String url() {
        return "http://127.0.0.1:" + port();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    /** Runs it as a process: {@code --port N --seed N --tokens-per-second N}. */
    public static void main(String[] arguments) throws IOException {
        var settings = LlmSimulatorSettings.atFullSpeed();
        for (var index = 0; index + 1 < arguments.length; index += 2) {
            var value = arguments[index + 1];
            settings =
                    switch (arguments[index]) {
                        case "--port" -> settings.withPort(Integer.parseInt(value));
                        case "--seed" -> settings.withSeed(Long.parseLong(value));
                        case "--tokens-per-second" ->
                                settings.withTokensPerSecond(Integer.parseInt(value));
                        case String other ->
                                throw new IllegalArgumentException("unknown option " + other);
                    };
        }
        var simulator = start(settings);
        System.out.println("LLM simulator ready on " + simulator.url());
    }
}

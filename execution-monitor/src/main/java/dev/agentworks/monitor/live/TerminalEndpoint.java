package dev.agentworks.monitor.live;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import org.jspecify.annotations.Nullable;

/** The server side of one socket; passes everything on to its {@link Terminal}. */
public final class TerminalEndpoint extends Endpoint {
    private static final int LONGEST_FRAME = 64 * 1024;
    private static final String WRITE_TIMEOUT = "org.apache.tomcat.websocket.BLOCKING_SEND_TIMEOUT";
    private final TerminalRegistry terminals;
    private final TerminalTarget target;
    private @Nullable Terminal terminal;

    public TerminalEndpoint(TerminalRegistry terminals, TerminalTarget target) {
        this.terminals = terminals;
        this.target = target;
    }

    @Override
    public void onOpen(Session session, EndpointConfig config) {
        session.setMaxTextMessageBufferSize(LONGEST_FRAME);
        // pings detect a client that is gone
        session.setMaxIdleTimeout(0);
        session.getUserProperties().put(WRITE_TIMEOUT, terminals.stuckAfter().toMillis());
        var opened = terminals.open(session, target);
        terminal = opened;
        session.addMessageHandler(String.class, (MessageHandler.Whole<String>) opened::receive);
        session.addMessageHandler(
                PongMessage.class, (MessageHandler.Whole<PongMessage>) _ -> opened.pong());
    }

    @Override
    public void onClose(Session session, CloseReason reason) {
        end();
    }

    @Override
    public void onError(Session session, Throwable failure) {
        end();
    }

    private void end() {
        if (terminal != null) {
            terminal.closed();
        }
    }
}

package dev.agentworks.monitor.live;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import org.jspecify.annotations.Nullable;

/** The server's end of one socket; hands everything to its {@link Terminal}. */
public final class TerminalEndpoint extends Endpoint {
    private static final int LONGEST_FRAME = 64 * 1024;
    private static final String WRITE_TIMEOUT = "org.apache.tomcat.websocket.BLOCKING_SEND_TIMEOUT";
    private final Terminals terminals;
    private final Subject subject;
    private @Nullable Terminal terminal;

    public TerminalEndpoint(Terminals terminals, Subject subject) {
        this.terminals = terminals;
        this.subject = subject;
    }

    @Override
    public void onOpen(Session session, EndpointConfig config) {
        session.setMaxTextMessageBufferSize(LONGEST_FRAME);
        // silence is noticed by pings
        session.setMaxIdleTimeout(0);
        session.getUserProperties().put(WRITE_TIMEOUT, terminals.stuckAfter().toMillis());
        var opened = terminals.open(session, subject);
        terminal = opened;
        session.addMessageHandler(String.class, (MessageHandler.Whole<String>) opened::hear);
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

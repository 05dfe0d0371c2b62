package dev.agentworks.gateway.edge;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.netty.NettyPipeline;

/**
 * Ends a connection whose request is not complete in time: its line and headers first, then its
 * body. Who began to send one is told by {@link NettyProblems}. A timeout between two reads does
 * not bound a client that sends a byte now and then; this does. A connection that has become a
 * WebSocket has other rules.
 */
final class RequestDeadlines extends ChannelInboundHandlerAdapter {
    private final Duration head;
    private final Duration body;
    private boolean betweenRequests = true;
    private boolean begun;
    private @Nullable Future<?> timer;

    private RequestDeadlines(Duration head, Duration body) {
        this.head = head;
        this.body = body;
    }

    /** Watches a new connection, around the codec that reads its requests. */
    static void watch(Channel channel, Duration head, Duration body) {
        var deadlines = new RequestDeadlines(head, body);
        channel.pipeline().addFirst(deadlines);
        channel.pipeline().addAfter(NettyPipeline.HttpCodec, null, deadlines.new RequestReader());
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        start(context, head);
        context.fireChannelActive();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) {
        if (isWebSocket(context)) {
            stop();
            context.fireChannelRead(bytes);
            context.pipeline().remove(this);
            return;
        }
        if (betweenRequests) {
            begun = true;
            if (timer == null) {
                start(context, head);
            }
        }
        context.fireChannelRead(bytes);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        stop();
        context.fireChannelInactive();
    }

    private static boolean isWebSocket(ChannelHandlerContext context) {
        return context.pipeline().get(NettyPipeline.HttpCodec) == null;
    }

    private void start(ChannelHandlerContext context, Duration deadline) {
        timer =
                context.executor()
                        .schedule(() -> end(context), deadline.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void stop() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }

    private void end(ChannelHandlerContext context) {
        if (isWebSocket(context)) {
            return;
        }
        if (!betweenRequests) {
            context.pipeline().fireUserEventTriggered(Late.BODY);
        } else if (begun) {
            context.pipeline().fireUserEventTriggered(Late.HEAD);
        } else {
            context.close();
        }
    }

    /** What of a request is not there in time. */
    enum Late {
        HEAD,
        BODY
    }

    /** Sees what the codec has read. */
    private final class RequestReader extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof HttpRequest) {
                stop();
                betweenRequests = false;
                start(context, body);
            }
            if (message instanceof LastHttpContent) {
                stop();
                betweenRequests = true;
                begun = false;
            }
            context.fireChannelRead(message);
        }
    }
}

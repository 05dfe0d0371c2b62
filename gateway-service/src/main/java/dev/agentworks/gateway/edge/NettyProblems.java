package dev.agentworks.gateway.edge;

import dev.agentworks.starter.problem.BareProblem;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;

/**
 * Gives each refusal that Netty writes without a body a problem as its body: of a request line it
 * cannot read, of headers that are too long. Refuses, as RFC 9112 says, a request that does not
 * name its host once, and one of another version of HTTP; and one that is not there in time, unless
 * it was answered already.
 */
final class NettyProblems extends ChannelDuplexHandler {
    private static final int FIRST_REFUSAL = 400;
    private static final String MODELS = "/v1/";

    /** What clients of models understand. */
    private static final String OPENAI_ERROR =
            """
            {"error":{"message":"The request cannot be read.","type":"invalid_request_error",\
            "param":null,"code":"invalid_request"}}\
            """;

    private String path = "/";
    private boolean head;
    private boolean refused;
    private int unanswered;
    private boolean answering;

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (refused) {
            ReferenceCountUtil.release(message);
            return;
        }
        if (message instanceof HttpRequest request) {
            path = request.uri().split("[?#]", 2)[0];
            head = HttpMethod.HEAD.equals(request.method());
            unanswered++;
            if (request.decoderResult().isSuccess()
                    && (!isOfOurVersion(request) || !namesItsHost(request))) {
                refused = true;
                ReferenceCountUtil.release(message);
                refuse(context, HttpResponseStatus.BAD_REQUEST);
                return;
            }
        }
        context.fireChannelRead(message);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (!(event instanceof RequestDeadlines.Late late)) {
            context.fireUserEventTriggered(event);
            return;
        }
        int begun = late == RequestDeadlines.Late.BODY ? 1 : 0;
        if (answering || unanswered != begun) {
            context.close();
            return;
        }
        if (begun == 0) {
            path = "/"; // that of the request before
        }
        refused = true;
        refuse(context, HttpResponseStatus.REQUEST_TIMEOUT);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (refused) {
            ReferenceCountUtil.release(message);
            promise.tryFailure(new ClosedChannelException());
            return;
        }
        follow(message);
        if (!head
                && message instanceof FullHttpResponse response
                && response.status().code() >= FIRST_REFUSAL
                && !response.content().isReadable()
                && !response.headers().contains(HttpHeaderNames.CONTENT_TYPE)) {
            var problem = problem(response.protocolVersion(), response.status());
            response.headers().remove(HttpHeaderNames.CONTENT_LENGTH);
            problem.headers().add(response.headers());
            response.release();
            context.write(problem, promise);
        } else {
            context.write(message, promise);
        }
    }

    private void follow(Object message) {
        if (message instanceof HttpResponse response
                && response.status().codeClass() == HttpStatusClass.INFORMATIONAL) {
            return; // such as 100 Continue, which is no answer yet
        }
        if (message instanceof HttpResponse) {
            unanswered--;
            answering = true;
        }
        if (message instanceof LastHttpContent) {
            answering = false;
        }
    }

    private void refuse(ChannelHandlerContext context, HttpResponseStatus status) {
        var problem = problem(HttpVersion.HTTP_1_1, status);
        problem.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        context.writeAndFlush(problem).addListener(ChannelFutureListener.CLOSE);
    }

    private FullHttpResponse problem(HttpVersion version, HttpResponseStatus status) {
        var isOfModels = path.startsWith(MODELS);
        var body =
                isOfModels
                        ? OPENAI_ERROR.getBytes(StandardCharsets.UTF_8)
                        : BareProblem.json(status.code(), path.startsWith("/") ? path : "/");
        var problem = new DefaultFullHttpResponse(version, status, Unpooled.wrappedBuffer(body));
        problem.headers()
                .set(
                        HttpHeaderNames.CONTENT_TYPE,
                        isOfModels ? "application/json" : BareProblem.MEDIA_TYPE)
                .setInt(HttpHeaderNames.CONTENT_LENGTH, body.length);
        return problem;
    }

    private static boolean isOfOurVersion(HttpRequest request) {
        return request.protocolVersion().majorVersion() == 1;
    }

    private static boolean namesItsHost(HttpRequest request) {
        return request.protocolVersion().minorVersion() == 0
                || request.headers().getAll(HttpHeaderNames.HOST).size() == 1;
    }
}

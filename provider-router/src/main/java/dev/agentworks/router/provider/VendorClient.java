package dev.agentworks.router.provider;

import dev.agentworks.router.provider.ProviderSettings.Access;
import java.io.UncheckedIOException;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** Makes one call of a vendor: exactly one request is written, its answer is read as it comes. */
@Component
public class VendorClient implements DisposableBean {
    private final VendorExchange exchange;

    VendorClient(ProviderSettings settings) {
        this.exchange = new VendorExchange(settings);
    }

    /**
     * Asks and waits for the end, whatever it is.
     *
     * @param requestKey told to a simulator, so that tests can count dispatches by key
     * @throws NotDispatchedException nothing was written; the same key may be used again
     */
    public Answer call(
            Vendor vendor,
            ChatRequest request,
            Access access,
            String requestKey,
            AnswerListener listener,
            CallControl control)
            throws NotDispatchedException {
        var vectors = request.options().vectors();
        if (vectors != null) {
            return vectors(vendor, request, access, requestKey, listener, control);
        }
        VendorRequest written;
        try {
            written = vendor.write(request, access);
        } catch (RequestNotPossibleException e) {
            return Answer.failed(e.failure());
        } catch (UncheckedIOException e) {
            // the way to the vendor's door was already closed
            throw new NotDispatchedException(String.valueOf(e.getMessage()), e);
        }
        var builder =
                new AnswerBuilder(
                        VendorJson.MAPPER, listener, AnswerBuilder.estimate(written.body().length));
        var reading = new AnswerReading(vendor, request, access, builder, control);
        var reader =
                new VendorExchange.Reader<Answer>() {
                    @Override
                    public Answer read(ClassicHttpResponse response) {
                        return reading.read(response);
                    }

                    @Override
                    public Answer lost(VendorFailure why) {
                        return Answer.failed(why);
                    }

                    @Override
                    public boolean isWhole(Answer answer) {
                        return answer.failure() == null;
                    }
                };
        return exchange.run(written, access, requestKey, listener::dispatching, control, reader);
    }

    private Answer vectors(
            Vendor vendor,
            ChatRequest request,
            Access access,
            String requestKey,
            AnswerListener listener,
            CallControl control)
            throws NotDispatchedException {
        var made =
                embed(
                        vendor,
                        EmbedRequest.of(request),
                        access,
                        requestKey,
                        listener::dispatching,
                        control);
        listener.head(made.head());
        return Answer.of(made);
    }

    /**
     * Asks for vectors and waits for them.
     *
     * @param dispatching as {@link AnswerListener#dispatching()}
     * @throws NotDispatchedException nothing was written; the same key may be used again
     */
    public EmbedAnswer embed(
            Vendor vendor,
            EmbedRequest request,
            Access access,
            String requestKey,
            Runnable dispatching,
            CallControl control)
            throws NotDispatchedException {
        try {
            return switch (vendor.embeddings()) {
                case Embeddings.None _ ->
                        throw new RequestNotPossibleException(
                                vendor.name() + " makes no embeddings.");
                case Embeddings.OverHttp remote ->
                        exchange.run(
                                remote.write(request, access),
                                access,
                                requestKey,
                                dispatching,
                                control,
                                new EmbedReading(vendor, remote, request, access, control));
                case Embeddings.InProcess local -> here(local, request, dispatching, control);
            };
        } catch (RequestNotPossibleException e) {
            return EmbedAnswer.failed(e.failure(), ResponseHead.NONE);
        }
    }

    private static EmbedAnswer here(
            Embeddings.InProcess local,
            EmbedRequest request,
            Runnable dispatching,
            CallControl control) {
        dispatching.run();
        try {
            var made = local.embed(request);
            return new EmbedAnswer(
                    made.vectors(),
                    made.tokens(),
                    made.usageSource(),
                    made.model(),
                    ResponseHead.NONE,
                    null);
        } finally {
            control.over();
        }
    }

    @Override
    public void destroy() {
        exchange.close();
    }
}

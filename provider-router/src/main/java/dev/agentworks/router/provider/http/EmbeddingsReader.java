package dev.agentworks.router.provider.http;

import dev.agentworks.router.provider.model.EmbeddingsRequest;
import dev.agentworks.router.provider.model.EmbeddingsResponse;
import dev.agentworks.router.provider.model.FailureClass;
import dev.agentworks.router.provider.model.ResponseHead;
import dev.agentworks.router.provider.model.VendorFailure;
import dev.agentworks.router.provider.spi.Embeddings;
import dev.agentworks.router.provider.spi.ProviderSettings.Access;
import dev.agentworks.router.provider.spi.Vendor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/** Makes vectors of whatever a vendor's server sends. */
final class EmbeddingsReader implements VendorExchange.Reader<EmbeddingsResponse> {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddingsReader.class);
    private static final int LARGEST_ANSWER = 64 * 1024 * 1024;

    private final Vendor vendor;
    private final Embeddings.OverHttp embeddings;
    private final EmbeddingsRequest request;
    private final Access access;
    private final CallControl control;

    EmbeddingsReader(
            Vendor vendor,
            Embeddings.OverHttp embeddings,
            EmbeddingsRequest request,
            Access access,
            CallControl control) {
        this.vendor = vendor;
        this.embeddings = embeddings;
        this.request = request;
        this.access = access;
        this.control = control;
    }

    @Override
    public EmbeddingsResponse read(ClassicHttpResponse response) {
        var headers = ResponseParts.headers(response);
        var head = vendor.head(response.getCode(), headers);
        var entity = response.getEntity();
        if (response.getCode() / 100 != 2 || entity == null) {
            var refusal =
                    vendor.refusal(
                            response.getCode(), headers, ResponseParts.refusalBody(response));
            return EmbeddingsResponse.failed(
                    refusal.saying(access.key().hideIn(refusal.message())), head);
        }
        try {
            var body = entity.getContent().readNBytes(LARGEST_ANSWER);
            var made = embeddings.read(request, new String(body, StandardCharsets.UTF_8));
            if (made.vectors().size() != request.texts().size()) {
                return failed("There are not as many vectors as texts.", head);
            }
            return new EmbeddingsResponse(
                    made.vectors(), made.tokens(), made.usageSource(), made.model(), head, null);
        } catch (IOException e) {
            var stopped = control.reason();
            return stopped != null
                    ? EmbeddingsResponse.failed(stopped, head)
                    : failed("The connection was cut.", head);
        } catch (JacksonException e) {
            LOG.warn("the vectors of {} are not JSON", vendor.id());
            return failed("The answer cannot be read.", head);
        }
    }

    @Override
    public EmbeddingsResponse lost(VendorFailure why) {
        return EmbeddingsResponse.failed(why, ResponseHead.NONE);
    }

    @Override
    public boolean isWhole(EmbeddingsResponse response) {
        return response.failure() == null;
    }

    private static EmbeddingsResponse failed(String message, ResponseHead head) {
        return EmbeddingsResponse.failed(
                VendorFailure.of(FailureClass.STREAM_BROKEN, message), head);
    }
}

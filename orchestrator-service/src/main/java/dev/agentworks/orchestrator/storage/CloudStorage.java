package dev.agentworks.orchestrator.storage;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.function.Supplier;
import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/** Objects in a bucket of Google Cloud Storage, over its JSON API. */
final class CloudStorage implements ObjectStorage {

    private static final int NOT_FOUND = 404;
    private static final int PRECONDITION_FAILED = 412;
    private static final int RANGE_NOT_SATISFIABLE = 416;

    private final RestClient http;
    private final String bucket;
    private final AccessTokens tokens;
    private final RetryTemplate retries;

    CloudStorage(RestClient http, String bucket, AccessTokens tokens, RetryTemplate retries) {
        this.http = http;
        this.bucket = bucket;
        this.tokens = tokens;
        this.retries = retries;
    }

    /** Writes only when the object does not exist: a repeated upload leaves the first one. */
    @Override
    public void write(String key, byte[] content) throws IOException {
        ObjectKeys.checked(key);
        var token = tokens.current();
        withRetries(
                key,
                () ->
                        http.post()
                                .uri(
                                        "/upload/storage/v1/b/{bucket}/o?uploadType=media&ifGenerationMatch=0&name={key}",
                                        bucket,
                                        key)
                                .headers(token::addTo)
                                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                                .body(content)
                                .retrieve()
                                .onStatus(is(PRECONDITION_FAILED), (_, _) -> {})
                                .toBodilessEntity());
    }

    @Override
    public byte[] read(String key, long from, int length) throws IOException {
        ObjectKeys.checked(key);
        var token = tokens.current();
        return withRetries(
                key,
                () ->
                        http.get()
                                .uri("/storage/v1/b/{bucket}/o/{key}?alt=media", bucket, key)
                                .headers(token::addTo)
                                .header(
                                        HttpHeaders.RANGE,
                                        "bytes=%d-%d".formatted(from, from + length - 1))
                                .exchangeForRequiredValue((_, response) -> {
                                    var status = response.getStatusCode();
                                    if (status.value() == RANGE_NOT_SATISFIABLE) {
                                        return new byte[0];
                                    }
                                    if (status.isError()) {
                                        throw response.createException();
                                    }
                                    return response.getBody().readNBytes(length);
                                }));
    }

    @Override
    public void delete(String key) throws IOException {
        ObjectKeys.checked(key);
        var token = tokens.current();
        withRetries(
                key,
                () ->
                        http.delete()
                                .uri("/storage/v1/b/{bucket}/o/{key}", bucket, key)
                                .headers(token::addTo)
                                .retrieve()
                                .onStatus(is(NOT_FOUND), (_, _) -> {})
                                .toBodilessEntity());
    }

    private <T> T withRetries(String key, Supplier<T> call) throws IOException {
        try {
            return retries.<T>execute(call::get);
        } catch (RetryException failed) {
            if (failed.getCause() instanceof HttpClientErrorException refusal
                    && refusal.getStatusCode().value() == NOT_FOUND) {
                throw new FileNotFoundException(key);
            }
            if (failed.getCause() instanceof RestClientException problem) {
                throw new IOException("the bucket cannot read or write " + key, problem);
            }
            throw new IOException(failed.getCause());
        }
    }

    private static java.util.function.Predicate<HttpStatusCode> is(int status) {
        return code -> code.value() == status;
    }
}

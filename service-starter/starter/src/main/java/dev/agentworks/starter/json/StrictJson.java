package dev.agentworks.starter.json;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.type.LogicalType;

/**
 * JSON as clients must send it: types are not bent, an empty string is no other value, no field
 * comes twice, text is text, and dates lie in years that are written with four digits.
 */
public final class StrictJson {
    private StrictJson() {}

    public static JsonMapper of(JsonMapper lenient) {
        var strictText = new SimpleModule("strict-text");
        strictText.addDeserializer(String.class, new StrictText());
        strictText.addDeserializer(BigDecimal.class, new StrictDecimal());
        strictText.addDeserializer(UUID.class, StrictScalar.UUIDS);
        strictText.addDeserializer(Instant.class, StrictScalar.TIMES);
        strictText.addDeserializer(LocalDate.class, StrictScalar.DATES);
        strictText.addKeyDeserializer(String.class, new StrictKey());
        strictText.setDeserializerModifier(new StrictTree());
        return lenient.rebuild()
                .addModule(strictText)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .withCoercionConfigDefaults(coercion ->
                        coercion.setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail))
                .withCoercionConfig(
                        LogicalType.Float,
                        coercion ->
                                coercion.setCoercion(
                                                CoercionInputShape.EmptyString, CoercionAction.Fail)
                                        .setCoercion(
                                                CoercionInputShape.String, CoercionAction.Fail))
                .withCoercionConfig(
                        LogicalType.Integer,
                        coercion ->
                                coercion.setCoercion(CoercionInputShape.String, CoercionAction.Fail)
                                        .setCoercion(CoercionInputShape.Float, CoercionAction.Fail))
                .withCoercionConfig(
                        LogicalType.Boolean,
                        coercion ->
                                coercion.setCoercion(CoercionInputShape.String, CoercionAction.Fail)
                                        .setCoercion(
                                                CoercionInputShape.Integer, CoercionAction.Fail))
                .withCoercionConfig(
                        LogicalType.Enum,
                        coercion ->
                                coercion.setCoercion(
                                        CoercionInputShape.EmptyString, CoercionAction.Fail))
                .build();
    }
}

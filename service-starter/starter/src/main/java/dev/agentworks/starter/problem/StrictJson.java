package dev.agentworks.starter.problem;

import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.type.LogicalType;

/** JSON as clients must send it: types are not bent and text has no NUL. */
final class StrictJson {
    private StrictJson() {}

    static JsonMapper of(JsonMapper lenient) {
        var strictText = new SimpleModule("strict-text");
        strictText.addDeserializer(String.class, new StrictText());
        strictText.setDeserializerModifier(new StrictTree());
        return lenient.rebuild()
                .addModule(strictText)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
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

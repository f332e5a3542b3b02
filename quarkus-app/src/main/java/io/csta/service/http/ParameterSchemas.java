package io.csta.service.http;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/** Corrects what annotations of parameters cannot express: defaults that are numbers, and the values of the items of arrays. */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public class ParameterSchemas implements OASFilter {

    @Override
    public Parameter filterParameter(Parameter parameter) {
        Optional.ofNullable(parameter.getSchema()).ifPresent(ParameterSchemas::correct);
        return parameter;
    }

    private static void correct(Schema schema) {
        List<SchemaType> types = Optional.ofNullable(schema.getType()).orElse(List.of());
        if (types.contains(SchemaType.INTEGER) && schema.getDefaultValue() instanceof String text) {
            schema.setDefaultValue(Integer.valueOf(text));
        }
        Schema items = schema.getItems();
        List<Object> values = schema.getEnumeration();
        if (items != null && values != null) {
            schema.setEnumeration(null);
            items.setEnumeration(values);
        }
    }
}

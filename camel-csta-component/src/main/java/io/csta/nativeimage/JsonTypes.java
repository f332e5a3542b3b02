package io.csta.nativeimage;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.HashSet;
import java.util.Set;
import org.graalvm.nativeimage.hosted.RuntimeReflection;

/** Registers records that Jackson reads and writes, and all records and enums in them. */
final class JsonTypes {

    private final Set<Class<?>> found = new HashSet<>();

    private JsonTypes() {}

    /**
     * Registers records, while an executable is built.
     *
     * @param roots the types that are given to Jackson
     */
    static void register(Class<?>... roots) {
        registerMethodsOfRecords();
        for (Class<?> type : in(roots)) {
            RuntimeReflection.register(type, type.arrayType());
            RuntimeReflection.register(type.getDeclaredConstructors());
            RuntimeReflection.register(type.getDeclaredMethods());
            RuntimeReflection.register(type.getDeclaredFields());
            if (type.isRecord()) {
                RuntimeReflection.registerAllRecordComponents(type);
            }
        }
    }

    /** These types and all types of this project in them. */
    static Set<Class<?>> in(Class<?>... roots) {
        JsonTypes types = new JsonTypes();
        for (Class<?> root : roots) {
            types.add(root);
        }
        return types.found;
    }

    /** Jackson supports older versions of Java, and therefore calls these by reflection. */
    private static void registerMethodsOfRecords() {
        try {
            RuntimeReflection.register(
                    Class.class.getMethod("getRecordComponents"),
                    RecordComponent.class.getMethod("getName"),
                    RecordComponent.class.getMethod("getType"));
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("these methods exist since Java 16", e);
        }
    }

    private void add(Type type) {
        if (type instanceof Class<?> single) {
            add(single);
        } else if (type instanceof ParameterizedType generic) {
            for (Type argument : generic.getActualTypeArguments()) {
                add(argument);
            }
        } else if (type instanceof GenericArrayType array) {
            add(array.getGenericComponentType());
        } else if (type instanceof WildcardType wildcard) {
            add(wildcard.getUpperBounds()[0]);
        }
    }

    private void add(Class<?> type) {
        if (type.isArray()) {
            add(type.getComponentType());
        } else if (type.getName().startsWith("io.csta.") && found.add(type) && type.isRecord()) {
            for (RecordComponent component : type.getRecordComponents()) {
                add(component.getGenericType());
            }
        }
    }
}

<#-- DuckDB's forms that Calcite's grammar does not have. -->

/** "FROM t", "FROM t SELECT x": a query that begins with what it reads. */
SqlSelect FromFirst() :
{
    final List<SqlLiteral> keywords = new ArrayList<SqlLiteral>();
    final List<SqlNode> selectList = new ArrayList<SqlNode>();
    final SqlNode fromClause;
    SqlLiteral keyword;
    SqlNode where = null;
    SqlNodeList groupBy = null;
    SqlNode having = null;
    SqlNodeList windowDecls = null;
    SqlNode qualify = null;
    final Span s;
}
{
    <FROM> { s = span(); }
    fromClause = FromClause()
    [
        <SELECT>
        [ keyword = AllOrDistinct() { keywords.add(keyword); } [ DistinctOn(selectList) ] ]
        AddSelectItem(selectList)
        ( LOOKAHEAD(2) <COMMA> AddSelectItem(selectList) )*
    ]
    [ where = Where() ]
    [ groupBy = GroupBy() ]
    [ having = Having() ]
    [ windowDecls = Window() ]
    [ qualify = Qualify() ]
    {
        if (selectList.isEmpty()) {
            selectList.add(SqlIdentifier.star(s.pos()));
        }
        return new SqlSelect(s.end(this), new SqlNodeList(keywords, s.pos()),
            new SqlNodeList(selectList, Span.of(selectList).pos()),
            fromClause, where, groupBy, having, windowDecls, qualify,
            null, null, null, SqlNodeList.EMPTY);
    }
}

/** The "ON (a, b)" of SELECT DISTINCT ON. Its expressions join the select list: the tree has no place for them. */
void DistinctOn(List<SqlNode> list) :
{
}
{
    <ON> <LPAREN> AddExpressions(list, ExprContext.ACCEPT_SUB_QUERY) <RPAREN>
}

/** An ORDER BY behind the arguments of an aggregate. */
void ArgumentOrder(List<SqlNode> list) :
{
    final SqlNodeList orderBy;
}
{
    orderBy = OrderBy(true) { list.add(orderBy); }
}

/** "x::INTEGER". */
void InfixCast(List<Object> list, ExprContext exprContext, Span s) :
{
    final SqlDataTypeSpec type;
}
{
    <INFIX_CAST> {
        checkNonQueryExpression(exprContext);
    }
    type = DataType() {
        list.add(new SqlParserUtil.ToTreeListItem(SqlLibraryOperators.INFIX_CAST, s.pos()));
        list.add(type);
    }
}

/**
 * A binary operator that Calcite does not know. Which one it was tells only the text; here all of
 * them look like a call that nothing is concluded from.
 */
void OtherOperator(List<Object> list, ExprContext exprContext, Span s) :
{
}
{
    <OTHER_OPERATOR> {
        checkNonQueryExpression(exprContext);
        list.add(new SqlParserUtil.ToTreeListItem(SqlStdOperatorTable.CONCAT, getPos()));
    }
    AddExpression2b(list, ExprContext.ACCEPT_SUB_QUERY)
}

/** "[1, 2]". */
SqlNode ListLiteral() :
{
    final List<SqlNode> list = new ArrayList<SqlNode>();
    final Span s;
}
{
    <LBRACKET> { s = span(); }
    [ AddExpressions(list, ExprContext.ACCEPT_SUB_QUERY) ]
    <RBRACKET> {
        return SqlStdOperatorTable.ARRAY_VALUE_CONSTRUCTOR.createCall(s.end(this), list);
    }
}

/** "{'a': 1}", its colons read as operators. */
SqlNode StructLiteral() :
{
    final List<SqlNode> list = new ArrayList<SqlNode>();
    final Span s;
}
{
    <LBRACE> { s = span(); }
    [ AddExpressions(list, ExprContext.ACCEPT_SUB_QUERY) ]
    <RBRACE> {
        return SqlStdOperatorTable.ROW.createCall(s.end(this), list);
    }
}

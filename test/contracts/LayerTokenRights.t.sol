// SPDX-License-Identifier: MIT
pragma solidity ^0.8.34;

import {ERC6551} from "solady/accounts/ERC6551.sol";
import {LibERC6551} from "solady/accounts/LibERC6551.sol";
import {ERC721} from "solady/tokens/ERC721.sol";
import {IERC4907} from "../../contracts/interfaces/IERC4907.sol";
import {ILayerToken} from "../../contracts/interfaces/ILayerToken.sol";
import {IOwnerSigned} from "../../contracts/interfaces/IOwnerSigned.sol";
import {StyleWord} from "../../contracts/types/StyleWord.sol";
import {DelegateRegistryDouble} from "./DelegateRegistryDouble.sol";
import {BoundAccount} from "./Wallets.sol";
import {WorkFixture} from "./WorkFixture.sol";

/// @notice Who else may restyle: the token's user, the owner's delegate, an account bound to a token. And who may not.
contract LayerTokenRightsTest is WorkFixture {
    address private friend = makeAddr("friend");
    uint64 private expires;

    function setUp() public override {
        super.setUp();
        vm.warp(1_700_000_000);
        expires = uint64(vm.getBlockTimestamp() + 1 days);
    }

    // ERC-4907

    function test_setUser_lendsTheStyleToTheLastSecond() public {
        vm.expectEmit(address(token));
        emit IERC4907.UpdateUser(LAYER, friend, expires);
        lend();
        assertEq(token.userOf(LAYER), friend);
        assertEq(token.userExpires(LAYER), expires);
        vm.warp(expires);
        assertTrue(token.isStyler(friend, LAYER));
        vm.prank(friend);
        token.setStyle(LAYER, change(0, 1), 0);
        vm.warp(expires + 1);
        assertEq(token.userOf(LAYER), address(0));
        assertEq(token.userExpires(LAYER), expires);
        assertFalse(token.isStyler(friend, LAYER));
        assertNotStyler(friend, 1);
    }

    function test_setUser_lendsOneTokenAlone() public {
        lend();
        assertFalse(token.isStyler(friend, FINITE));
    }

    function test_setUser_lendsNothingButTheStyle() public {
        lend();
        bytes memory refused = abi.encodeWithSelector(IOwnerSigned.NotTokenOwner.selector, friend, LAYER);
        vm.startPrank(friend);
        vm.expectRevert(refused);
        token.freeze(LAYER);
        vm.expectRevert(refused);
        token.setUser(LAYER, friend, type(uint64).max);
        vm.expectRevert(refused);
        token.revokeSignatures(LAYER);
        vm.expectRevert(ERC721.NotOwnerNorApproved.selector);
        token.transferFrom(owner, friend, LAYER);
    }

    function test_setUser_leavesTheOwnerFreeToRestyleAndToEndTheLoan() public {
        lend();
        vm.startPrank(owner);
        token.setStyle(LAYER, change(0, 1), 0);
        vm.expectEmit(address(token));
        emit IERC4907.UpdateUser(LAYER, address(0), 0);
        token.setUser(LAYER, address(0), expires);
        vm.stopPrank();
        assertEq(token.userOf(LAYER), address(0));
        assertEq(token.userExpires(LAYER), 0);
        assertNotStyler(friend, 1);
    }

    function test_setUser_withoutAUserLetsNobodyIn() public {
        vm.prank(owner);
        token.setUser(LAYER, address(0), type(uint64).max);
        assertFalse(token.isStyler(address(0), LAYER));
        assertFalse(token.isStyler(address(0), FINITE));
    }

    function test_setUser_failsForOperators() public {
        vm.startPrank(owner);
        token.setApprovalForAll(other, true);
        token.approve(other, LAYER);
        vm.stopPrank();
        vm.expectRevert(abi.encodeWithSelector(IOwnerSigned.NotTokenOwner.selector, other, LAYER));
        vm.prank(other);
        token.setUser(LAYER, other, expires);
    }

    function test_transfer_endsTheLoanAndSaysSo() public {
        lend();
        vm.expectEmit(address(token));
        emit IERC4907.UpdateUser(LAYER, address(0), 0);
        vm.prank(owner);
        token.transferFrom(owner, other, LAYER);
        assertEq(token.userOf(LAYER), address(0));
        assertEq(token.userExpires(LAYER), 0);
        assertEq(token.epochOf(LAYER), 1);
        assertNotStyler(friend, 0);
        vm.recordLogs();
        vm.prank(other);
        token.transferFrom(other, owner, LAYER);
        assertEq(vm.getRecordedLogs().length, 1);
    }

    function test_users_areReadOfTokensThatExist() public {
        bytes memory unknown = abi.encodeWithSelector(ILayerToken.UnknownToken.selector, LAST + 1);
        vm.expectRevert(unknown);
        token.userOf(LAST + 1);
        vm.expectRevert(unknown);
        token.userExpires(LAST + 1);
        vm.expectRevert(unknown);
        token.signatureEpochOf(LAST + 1);
        vm.expectRevert(unknown);
        vm.prank(owner);
        token.setUser(LAST + 1, friend, expires);
    }

    // delegate.xyz

    function test_delegate_restylesWithTheRightOnTokenContractOrWallet() public {
        DelegateRegistryDouble registry = new DelegateRegistryDouble().deployTo(vm);
        vm.startPrank(owner);
        registry.delegateERC721(friend, address(token), LAYER, "layerstyle", true);
        assertTrue(token.isStyler(friend, LAYER));
        assertFalse(token.isStyler(friend, FINITE));
        registry.delegateERC721(friend, address(token), LAYER, "layerstyle", false);
        assertFalse(token.isStyler(friend, LAYER));
        registry.delegateContract(friend, address(token), "layerstyle", true);
        assertTrue(token.isStyler(friend, FINITE));
        assertFalse(token.isStyler(friend, LAST));
        registry.delegateContract(friend, address(token), "layerstyle", false);
        registry.delegateAll(friend, "", true);
        vm.startPrank(friend);
        token.setStyle(LAYER, change(0, 1), 0);
        assertEq(StyleWord.wrap(token.styleOf(LAYER)).lever(0), 1);
    }

    function test_delegate_ofAnotherRightContractOrOwnerIsRefused() public {
        DelegateRegistryDouble registry = new DelegateRegistryDouble().deployTo(vm);
        vm.startPrank(owner);
        registry.delegateAll(friend, "layermessage", true);
        registry.delegateContract(friend, address(this), "layerstyle", true);
        vm.startPrank(other);
        registry.delegateAll(friend, "", true);
        vm.stopPrank();
        assertNotStyler(friend, 0);
    }

    function test_delegate_mayNotFreezeLendOrRevoke() public {
        DelegateRegistryDouble registry = new DelegateRegistryDouble().deployTo(vm);
        vm.prank(owner);
        registry.delegateAll(friend, "", true);
        bytes memory refused = abi.encodeWithSelector(IOwnerSigned.NotTokenOwner.selector, friend, LAYER);
        vm.startPrank(friend);
        vm.expectRevert(refused);
        token.freeze(LAYER);
        vm.expectRevert(refused);
        token.setUser(LAYER, friend, expires);
        vm.expectRevert(refused);
        token.revokeSignatures(LAYER);
    }

    function test_delegate_losesTheTokenWithItsOwner() public {
        DelegateRegistryDouble registry = new DelegateRegistryDouble().deployTo(vm);
        vm.startPrank(owner);
        registry.delegateAll(friend, "layerstyle", true);
        token.transferFrom(owner, other, LAYER);
        vm.stopPrank();
        assertNotStyler(friend, 0);
    }

    /// @dev A delegation of delegate.xyz is the wallet's word about whatever it holds, kept by the registry until the
    ///      wallet takes it back there. A loan (`setUser`) is about this token and ends with the sale.
    function test_delegate_isTheOwnersAgainWhenTheTokenComesBack() public {
        DelegateRegistryDouble registry = new DelegateRegistryDouble().deployTo(vm);
        vm.startPrank(owner);
        registry.delegateERC721(friend, address(token), LAYER, "layerstyle", true);
        token.transferFrom(owner, other, LAYER);
        assertFalse(token.isStyler(friend, LAYER));
        vm.startPrank(other);
        token.transferFrom(other, owner, LAYER);
        assertTrue(token.isStyler(friend, LAYER));
        vm.startPrank(owner);
        registry.delegateERC721(friend, address(token), LAYER, "layerstyle", false);
        vm.stopPrank();
        assertNotStyler(friend, 0);
    }

    function test_owner_neitherPaysForTheRegistryNorDependsOnIt() public {
        vm.etch(0x00000000000000447e69651d841bD8D104Bed493, hex"fe");
        vm.prank(owner);
        token.setStyle(LAYER, change(0, 1), 0);
        assertTrue(token.isStyler(owner, LAYER));
    }

    function test_delegate_isNobodyWithoutARegistryOrWithABrokenOne() public {
        assertNotStyler(friend, 0);
        bytes[3] memory broken = [bytes(hex"fe"), hex"600260005260206000f3", hex"00"];
        for (uint256 i = 0; i < broken.length; ++i) {
            vm.etch(0x00000000000000447e69651d841bD8D104Bed493, broken[i]);
            assertNotStyler(friend, 0);
        }
    }

    // ERC-6551

    function test_boundAccount_holdsALayerAndRestylesForWhoeverOwnsItsToken() public {
        vm.etch(LibERC6551.REGISTRY, LibERC6551.REGISTRY_BYTECODE);
        address implementation = address(new BoundAccount());
        address account = LibERC6551.createAccount(implementation, 0, block.chainid, address(token), MASTER);
        vm.prank(owner);
        token.safeTransferFrom(owner, account, LAYER);
        bytes memory restyle = abi.encodeCall(token.setStyle, (LAYER, change(0, 1), 0));
        vm.prank(artist);
        BoundAccount(payable(account)).execute(address(token), 0, restyle, 0);
        assertEq(StyleWord.wrap(token.styleOf(LAYER)).lever(0), 1);
        vm.prank(artist);
        token.transferFrom(artist, other, MASTER);
        restyle = abi.encodeCall(token.setStyle, (LAYER, change(0, 2), 1));
        vm.expectRevert(ERC6551.Unauthorized.selector);
        vm.prank(artist);
        BoundAccount(payable(account)).execute(address(token), 0, restyle, 0);
        vm.prank(other);
        BoundAccount(payable(account)).execute(address(token), 0, restyle, 0);
        assertEq(StyleWord.wrap(token.styleOf(LAYER)).lever(0), 2);
    }

    // What went wrong elsewhere

    /// @dev Async Art v2: whoever may transfer a layer may restyle it, so a marketplace's approval is an edit right.
    function test_regression_anOperatorCannotRestyleByAnyDoor() public {
        vm.startPrank(owner);
        token.setApprovalForAll(other, true);
        token.approve(other, LAYER);
        vm.stopPrank();
        ILayerToken.StyleChange[] memory several = new ILayerToken.StyleChange[](1);
        several[0] = ILayerToken.StyleChange(LAYER, change(0, 1), 0);
        bytes memory refused = abi.encodeWithSelector(ILayerToken.NotStyler.selector, other, LAYER);
        vm.startPrank(other);
        vm.expectRevert(refused);
        token.setStyle(LAYER, change(0, 1), 0);
        vm.expectRevert(refused);
        token.setStyles(several);
        vm.expectRevert(refused);
        token.setTrait(LAYER, keccak256("lever00"), bytes32(uint256(1)));
        assertFalse(token.isStyler(other, LAYER));
    }

    /// @dev Async Art v2: a controller that an owner allowed controls again once that owner has the token back.
    function test_regression_aLoanDoesNotReviveOnRepurchase() public {
        lend();
        vm.prank(owner);
        token.transferFrom(owner, other, LAYER);
        vm.prank(other);
        token.transferFrom(other, owner, LAYER);
        assertEq(token.userOf(LAYER), address(0));
        assertNotStyler(friend, 0);
    }

    /// @dev Async Art v2: more values than levers are told in the event and kept nowhere, fewer burn all gas.
    function test_regression_aTruncatedOrOverlongChangeIsRefusedWhole() public {
        vm.startPrank(owner);
        vm.expectRevert(abi.encodeWithSelector(ILayerToken.MalformedChanges.selector, 5));
        token.setStyle(LAYER, hex"0000010100", 0);
        vm.expectRevert(abi.encodeWithSelector(ILayerToken.MalformedChanges.selector, 4));
        token.setStyle(LAYER, hex"00000101", 0);
    }

    /// @dev Art Blocks PMP: a value out of range is stored and told, and then read back as unset.
    function test_regression_whatIsToldIsWhatIsReadBack() public {
        vm.prank(owner);
        token.setStyle(LAYER, change(0, MAX), 0);
        assertEq(token.getTraitValue(LAYER, keccak256("lever00")), bytes32(uint256(MAX)));
        uint256 before = token.styleOf(LAYER);
        vm.expectRevert(abi.encodeWithSelector(ILayerToken.LeverOutOfBounds.selector, 0, MAX + 1, MAX));
        vm.prank(owner);
        token.setStyle(LAYER, change(0, MAX + 1), 1);
        assertEq(token.styleOf(LAYER), before);
    }

    /// @dev Art Blocks PMP: a locked parameter goes when the artist configures the project anew. Here nothing can.
    function test_regression_aSchemaOutlivesEverythingTheArtistCanDo() public {
        vm.prank(owner);
        token.freeze(LAYER);
        uint256 before = token.styleOf(LAYER);
        vm.startPrank(artist);
        token.createWork(ENTROPY, MANIFEST, threeLayers());
        token.setBaseURI("");
        token.setRenderer(address(0));
        token.setRoyalty(1, artist, 0);
        token.freezeMetadata();
        assertEq(token.styleOf(LAYER), before);
        assertEq(token.boundsOf(LAYER), evenBounds(MAX));
        assertEq(token.ownerOf(LAYER), owner);
    }

    function lend() private {
        vm.prank(owner);
        token.setUser(LAYER, friend, expires);
    }

    function assertNotStyler(address account, uint32 revision) private {
        assertFalse(token.isStyler(account, LAYER));
        vm.expectRevert(abi.encodeWithSelector(ILayerToken.NotStyler.selector, account, LAYER));
        vm.prank(account);
        token.setStyle(LAYER, change(0, 2), revision);
    }
}
